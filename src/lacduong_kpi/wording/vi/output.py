"""Files that cannot be written."""

WORDS: dict[str, str] = {
    "output.no_folder": 'không ghi được "{file}": thư mục chứa tệp không có.',
    "output.no_folder.remedy": "Cách xử lý: Tạo thư mục đó, hoặc chọn thư mục khác.",
    "output.cannot_write": 'không ghi được "{file}".',
    "output.cannot_write.remedy": "Cách xử lý: Kiểm tra quyền ghi và chỗ trống của đĩa, rồi chạy lại.",
    "output.in_use": 'không ghi được "{file}": tệp đang mở trong chương trình khác, hoặc không được phép thay.',
    "output.in_use.remedy": "Cách xử lý: Đóng tệp trong Word hoặc Excel, hoặc chọn tên tệp khác, rồi chạy lại.",
    "output.is_folder": 'không ghi được "{file}": đó là một thư mục.',
    "output.is_folder.remedy": "Cách xử lý: Ghi thêm tên tệp sau tên thư mục.",
    "output.not_plain": 'không ghi được "{file}": đó không phải tệp thường.',
    "output.not_plain.remedy": "Cách xử lý: Chọn tên tệp khác.",
    "output.is_input": 'không ghi đè lên danh sách "{file}".',
    "output.is_input.remedy": "Cách xử lý: Chọn tên tệp khác cho kết quả.",
    "output.exists": 'tệp "{file}" đã có.',
    "output.exists.remedy": "Cách xử lý: Chọn tên tệp khác, hoặc xóa tệp cũ trước.",
    "output.not_ours": 'không ghi đè lên "{file}": sổ tính này không phải báo cáo của chương trình.',
    "output.not_ours.remedy": "Cách xử lý: Chọn tên tệp khác cho báo cáo.",
    "output.twice": 'tệp báo cáo "{file}" được ghi hai lần trong một lệnh.',
    "output.twice.remedy": "Cách xử lý: Bỏ một --report, hoặc đặt tên khác nhau.",
}
