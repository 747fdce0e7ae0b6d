"""What is said beside a result, on stderr."""

WORDS: dict[str, str] = {
    "cli.cannot_run": "KHÔNG CHẠY ĐƯỢC:",
    "cli.bug": "LỖI CỦA CHƯƠNG TRÌNH ở bước {step} ({kind}), tệp {file}; không phải lỗi của danh sách.\nCách xử lý: Báo cho người phụ trách chương trình, kèm dòng trên; thêm -v để có chi tiết.",
    "cli.stdout_failed": "không ghi được kết quả ra màn hình hoặc tệp nhận kết quả.",
    "cli.stdout_failed.remedy": "Cách xử lý: Kiểm tra đĩa còn chỗ trống, rồi chạy lại.",
    "cli.settings_file": "Dùng thiết lập trong tệp {file}.",
    "cli.progress": "Đang đọc: {done}/{total} tệp, {people} người, {faults} lỗi và cảnh báo",
    "cli.password": "Mật khẩu của sổ tính (không hiện khi gõ; để trống nếu bỏ qua): ",
    "cli.personal": "Kết quả dưới đây chứa thông tin cá nhân (họ tên, ngày sinh, số thẻ).",
    "cli.wrote": "Đã ghi tệp {file}.",
    "cli.wrote_template": "Đã tạo tệp {file}. Điền danh sách vào ba trang tính, lưu tệp, rồi chạy: lacduong-kpi check {arguments}",
    "cli.demo": "Số liệu mẫu, không có người thật. Thư mục: {folder}",
    "cli.default.plan": "kế hoạch 42 (kèm chương trình)",
    "cli.default.year": "năm mới nhất có trong danh sách",
    "cli.default.language": "vi",
    "cli.origin.option": "theo tùy chọn trên dòng lệnh",
    "cli.origin.environment": "theo biến môi trường",
    "cli.origin.file": "theo tệp thiết lập",
    "cli.origin.default": "mặc định",
    "cli.more_problems": "… và {count} lỗi khác; sửa xong các lỗi trên, chạy lại để xem tiếp.",
    "cli.completion": "Đã cài gợi ý cho {shell}: {file}. Mở lại cửa sổ lệnh để dùng.",
}
