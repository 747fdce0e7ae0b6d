"""The help texts."""

_CODES = "Mã kết thúc: 0 đạt hoặc chưa đến hạn; 1 có chỉ tiêu chưa đạt; 2 không chạy được; 3 có chỉ tiêu chưa xác định; 4 lỗi của chương trình."

WORDS: dict[str, str] = {
    "help.program": """lacduong-kpi {version}: đánh giá các chỉ tiêu của kế hoạch theo danh sách Excel

Cách gõ:  lacduong-kpi LỆNH TỆP... [TÙY CHỌN]
Làm thử:  lacduong-kpi demo                        (số liệu mẫu, không có người thật)

Xem kết quả
  check      Đánh giá các chỉ tiêu; lập báo cáo Word, Excel, trang xem bằng trình duyệt
  explain    Giải thích một chỉ tiêu: cách tính, đơn vị nào còn thiếu, ô nào quyết định
  compare    So sánh hai danh sách: ai đến, ai đi, ô nào đổi, chỉ tiêu thay đổi ra sao
Kiểm tra danh sách
  validate   Nêu chỗ sai, chỗ trống, chỗ mâu thuẫn trong danh sách và cách sửa
  columns    Cho biết từng trang tính, từng cột được hiểu là gì
  records    Xuất danh sách đã đọc được (có thông tin cá nhân)
Chuẩn bị
  template   Tạo tệp Excel trống có đủ các cột mà kế hoạch cần
  plan       Xem (show), kiểm tra (check), thử (test) tệp kế hoạch; xuất lược đồ (schema)
  config     Xem thiết lập đang dùng và nguồn của từng thiết lập (show)
Tùy chọn hay dùng
  --year 2024          Năm đánh giá; nếu không ghi, lấy năm mới nhất có trong danh sách
  --as-of 31/12/2024   Ngày tính số liệu; nếu không ghi, lấy ngày 31/12 của năm đánh giá
  --report KQ.docx     Ghi báo cáo; đuôi tệp quyết định loại: .docx .xlsx .html .csv ...
  --details            Hiện họ tên (mặc định không hiện)
  --lang en            Nói tiếng Anh
  --version            Hiện số phiên bản
Xem đủ tùy chọn của một lệnh:  lacduong-kpi check --help
TỆP là danh sách Excel hoặc thư mục chứa danh sách; có thể kéo thả vào cửa sổ này thay cho gõ.
Chương trình chỉ đọc danh sách, không sửa, không gửi số liệu ra ngoài máy.""",
    "help.usage": "Cách gõ:  {typed} [TÙY CHỌN]",
    "help.usage_group": "Cách gõ:  {path} LỆNH [TÙY CHỌN]",
    "help.commands": "Các lệnh",
    "help.more": "Xem đủ tùy chọn của một lệnh:  {path} LỆNH --help",
    "help.examples": "Ví dụ",
    "help.panel.main": "Đánh giá",
    "help.panel.reading": "Đọc danh sách",
    "help.panel.output": "Kết quả",
    "help.panel.other": "Khác",
    "help.metavar.roster": "TỆP",
    "help.metavar.target": "CHỈ_TIÊU",
    "help.metavar.file": "TỆP",
    "help.metavar.copy": "BẢN_SAO.xlsx",
    "help.metavar.path": "TỆP",
    "help.metavar.out": "TỆP_MỚI.xlsx",
    "help.metavar.old": "CŨ",
    "help.metavar.new": "MỚI",
    "help.metavar.plan": "KẾ_HOẠCH",
    "help.metavar.year": "NĂM",
    "help.metavar.date": "NGÀY",
    "help.metavar.id": "MÃ",
    "help.metavar.n": "SỐ",
    "help.metavar.value": "GIÁ_TRỊ",
    "help.metavar.card_or_cell": "SỐ_THẺ_HOẶC_Ô",
    "help.roster": "Danh sách Excel (.xlsx .xls .ods .csv ...) hoặc thư mục chứa danh sách.",
    "help.one_target": "Mã của chỉ tiêu, ví dụ B3.",
    "help.old": "Danh sách cũ: tệp hoặc thư mục.",
    "help.new": "Danh sách mới: tệp hoặc thư mục.",
    "help.out": "Tệp sẽ tạo; không ghi đè lên tệp đã có. Tên có năm (mau-2024.xlsx) thì mẫu lấy năm đó.",
    "help.plan_argument": "Tệp kế hoạch; nếu không ghi, dùng kế hoạch 42 kèm chương trình.",
    "help.plan_schema_argument": "Tệp kế hoạch: lược đồ có thêm các trường, định nghĩa, lựa chọn của kế hoạch đó; nếu không ghi, lược đồ chung.",
    "help.plan_option": "Tệp kế hoạch; nếu không ghi, dùng kế hoạch 42 kèm chương trình.",
    "help.year": "Năm đánh giá; nếu không ghi, lấy năm mới nhất có trong danh sách.",
    "help.as_of": "Ngày tính số liệu, ví dụ 31/12/2024; nếu không ghi, lấy ngày ghi trong danh sách hoặc 31/12.",
    "help.password_file": "Tệp văn bản ghi mật khẩu của sổ tính, mỗi dòng một mật khẩu.",
    "help.large_files": "Cho phép tệp rất lớn (đến 1.048.576 dòng).",
    "help.mapping": "Tệp YAML sửa cách hiểu trang tính và cột (tạo bằng: columns --write-mapping).",
    "help.jobs": "Số tệp đọc cùng lúc; nếu không ghi, theo số lõi của máy.",
    "help.config": "Tệp thiết lập; nếu không ghi, dùng lacduong-kpi.toml ở thư mục hiện tại nếu có.",
    "help.target": "Chỉ đánh giá chỉ tiêu này; ghi nhiều lần để chọn nhiều chỉ tiêu.",
    "help.by_organization": "Hiện thêm kết quả của từng tổ chức cơ sở đảng.",
    "help.details": "Hiện họ tên; kết quả sẽ chứa thông tin cá nhân.",
    "help.report": "Ghi báo cáo; đuôi tệp quyết định loại: .html .xlsx .docx .json .xml .csv .md .prom. Ghi nhiều lần để có nhiều báo cáo.",
    "help.fail_on": "Khi nào mã kết thúc khác 0: không bao giờ, chưa đạt, chưa xác định (mặc định), hoặc cả lỗi dữ liệu.",
    "help.limit": "Số dòng của mỗi danh sách dài; 0 là tất cả.",
    "help.quiet": "Không in gì khi mã kết thúc là 0; nếu không thì mỗi chỉ tiêu hoặc mỗi loại lỗi một dòng.",
    "help.no_messages": "Không in lời nhắn bên cạnh, chỉ in kết quả.",
    "help.verbose": "Thêm chi tiết khi chương trình gặp lỗi.",
    "help.lang": "Ngôn ngữ: vi hoặc en.",
    "help.format": "Dạng kết quả trên màn hình.",
    "help.version": "Hiện số phiên bản.",
    "help.annotate": "Ghi một bản sao của sổ tính, ô sai và ô quyết định được tô màu, ghi chú.",
    "help.write_mapping": "Ghi cách hiểu hiện nay thành tệp YAML để sửa.",
    "help.member": "Giải thích riêng một người: số thẻ hoặc ô, ví dụ F133.",
    "help.option.help": "Hiện phần hướng dẫn này.",
    "help.option.install_completion": "Cài gợi ý lệnh khi gõ phím Tab.",
    "help.option.show_completion": "Hiện đoạn lệnh gợi ý để tự cài.",
    "help.command.check": "Đánh giá mọi chỉ tiêu của kế hoạch theo danh sách, in bảng kết quả, ghi báo cáo.",
    "help.command.check.example": "  lacduong-kpi check samples/2024\n  lacduong-kpi check danh-sach-2024 --report ket-qua.docx --report ket-qua.html\n  lacduong-kpi check danh-sach-2024 --target B3 --by-organization",
    "help.command.check.codes": _CODES,
    "help.command.explain": "Giải thích một chỉ tiêu: câu trong kế hoạch, cách tính, ô nào quyết định, ai còn thiếu.",
    "help.command.explain.example": "  lacduong-kpi explain B3 samples/2024\n  lacduong-kpi explain B3 samples/2024 --member F133",
    "help.command.validate": "Kiểm tra danh sách: chỗ sai, chỗ trống, chỗ mâu thuẫn, ở ô nào và cách sửa.",
    "help.command.validate.example": "  lacduong-kpi validate samples/faulty\n  lacduong-kpi validate DSDV.xlsx --annotate DSDV-ghi-chu.xlsx",
    "help.command.validate.codes": "Mã kết thúc: 0 không có lỗi; 1 có lỗi dữ liệu; 2 không chạy được; 4 lỗi của chương trình.",
    "help.command.columns": "Cho biết từng trang tính, từng cột được hiểu là gì, và cột nào chưa hiểu.",
    "help.command.columns.example": "  lacduong-kpi columns DSDV.xlsx\n  lacduong-kpi columns DSDV.xlsx --write-mapping cach-hieu.yaml",
    "help.command.records": "Xuất danh sách đã đọc được. Kết quả luôn chứa thông tin cá nhân.",
    "help.command.records.example": "  lacduong-kpi records DSDV.xlsx -f csv > da-doc.csv",
    "help.command.compare": "So sánh hai danh sách và ảnh hưởng đến từng chỉ tiêu.",
    "help.command.compare.example": "  lacduong-kpi compare samples/2023 samples/2024",
    "help.command.template": "Tạo tệp Excel trống có đúng các cột mà kế hoạch cần, có hướng dẫn điền.",
    "help.command.template.example": "  lacduong-kpi template mau-2024.xlsx",
    "help.command.demo": "Chạy việc chính trên số liệu mẫu kèm chương trình.",
    "help.command.plan.show": "In kế hoạch thành lời: từng chỉ tiêu, cách tính, mức, hạn.",
    "help.command.plan.show.short": "In kế hoạch thành lời",
    "help.command.plan.check": "Tìm chỗ sai hoặc đáng ngờ trong tệp kế hoạch, kèm dòng và cột.",
    "help.command.plan.check.short": "Tìm chỗ sai hoặc đáng ngờ trong tệp kế hoạch",
    "help.command.plan.check.codes": "Mã kết thúc: 0 không có gì đáng ngờ; 1 có chỗ đáng ngờ; 2 tệp kế hoạch không dùng được.",
    "help.command.plan.test": "Chạy các ví dụ ghi trong tệp kế hoạch và so với kết quả mong đợi.",
    "help.command.plan.test.short": "Chạy các ví dụ ghi trong tệp kế hoạch",
    "help.command.plan.test.codes": "Mã kết thúc: 0 mọi ví dụ đúng; 1 có ví dụ sai; 2 tệp kế hoạch không dùng được.",
    "help.command.plan.schema": "In lược đồ JSON của tệp kế hoạch, để trình soạn thảo gợi ý và kiểm tra.",
    "help.command.plan.schema.short": "In lược đồ JSON của tệp kế hoạch",
    "help.command.config.show": "Cho biết thiết lập đang dùng và nguồn: dòng lệnh, biến môi trường, tệp, mặc định.",
    "help.command.config.show.short": "Cho biết thiết lập đang dùng và nguồn của nó",
}
