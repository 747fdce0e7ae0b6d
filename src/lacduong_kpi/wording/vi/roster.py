"""What stops a run after the files were read: no roster, no year."""

WORDS: dict[str, str] = {
    "roster.as_of_before_year": "--as-of {as_of} ở trước năm đánh giá {year}.",
    "roster.as_of_before_year.remedy": "Cách xử lý: Ghi một ngày từ 01/01/{year}, hoặc đổi --year.",
    "roster.no_files": "không có tệp nào để đọc trong các thư mục đã nêu.",
    "roster.no_files.remedy": "Cách xử lý: Kiểm tra tên thư mục; danh sách phải là tệp .xlsx, .xls, .ods hoặc .csv.",
    "roster.no_year": "không biết năm đánh giá; tên tệp, tên trang tính, tiêu đề, cột đều không ghi năm.",
    "roster.no_year.remedy": "Cách xử lý: Thêm năm, ví dụ: {typed} --year 2024",
    "roster.none_in_file": 'không thấy danh sách nào trong tệp "{file}" (đã xem {count} trang tính).\n'
    "Không có dòng tiêu đề nào ghi họ và tên, tên tổ chức đảng hoặc tên thôn, tổ dân phố.",
    "roster.none_in_file.remedy": "Cách xử lý: Xem tiêu đề được hiểu thế nào: "
    'lacduong-kpi columns "{file}"',
    "roster.none_in_files": "không thấy danh sách nào trong {files} tệp (đã xem {count} trang tính).\n"
    "Không có dòng tiêu đề nào ghi họ và tên, tên tổ chức đảng hoặc tên thôn, tổ dân phố.",
    "roster.none_in_files.remedy": "Cách xử lý: Xem tiêu đề được hiểu thế nào bằng lệnh: "
    "lacduong-kpi columns",
    "roster.only_about": "chỉ có số liệu về đảng viên có trong danh sách khác (như giữ mối liên hệ nơi cư trú); "
    "không có danh sách đảng viên nào của năm {year}.",
    "roster.only_about.remedy": "Cách xử lý: Thêm tệp danh sách đảng viên của năm {year}.",
    "roster.other_year": "không có danh sách nào của năm {year}; các danh sách là của năm {years}.",
    "roster.other_year.remedy": "Cách xử lý: Thêm tệp danh sách của năm {year}, hoặc đổi --year.",
}
