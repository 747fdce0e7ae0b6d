"""Faults of the settings file."""

WORDS: dict[str, str] = {
    "config.missing": 'không tìm thấy tệp thiết lập "{file}".',
    "config.missing.remedy": "Cách xử lý: Kiểm tra tên tệp sau --config.",
    "config.unreadable": 'không đọc được tệp thiết lập "{file}".',
    "config.unreadable.remedy": "Cách xử lý: Lưu tệp ở dạng văn bản UTF-8, rồi chạy lại.",
    "config.syntax": "tệp thiết lập viết sai ở {file}:{line}:{column}.",
    "config.syntax.remedy": 'Cách xử lý: Sửa dòng đó theo dạng: year = 2024 hoặc plan = "ke-hoach.yaml"',
    "config.unknown_key": 'tệp thiết lập "{file}" có khóa không dùng được: "{key}".',
    "config.unknown_key.remedy": "Cách xử lý: Chọn trong các khóa: plan, year, language, settings, letterhead.",
    "config.bad_value": 'tệp thiết lập "{file}" có giá trị không dùng được ở khóa "{key}".',
    "config.bad_value.remedy": 'Cách xử lý: Ghi year là số, language là "vi" hoặc "en", các khóa khác là chữ trong ngoặc kép.',
    "config.outside_setting": 'mục [settings] của tệp thiết lập "{file}" ghi "{written}" mà kế hoạch không có.',
    "config.outside_setting.remedy": "Cách xử lý: Chọn trong các mục: {known}.",
    "config.outside_setting_near": 'mục [settings] của tệp thiết lập "{file}" ghi "{written}" mà kế hoạch không có. Có phải "{nearest}"?',
    "config.outside_setting_near.remedy": "Cách xử lý: Sửa tên đó; xem các mục của kế hoạch: lacduong-kpi plan show",
    "config.outside_choice": 'mục [settings] của tệp thiết lập "{file}" ghi {name} = "{written}" mà kế hoạch không có lựa chọn đó.',
    "config.outside_choice.remedy": "Cách xử lý: Chọn trong: {known}.",
    "config.outside_choice_near": 'mục [settings] của tệp thiết lập "{file}" ghi {name} = "{written}" mà kế hoạch không có lựa chọn đó. Có phải "{nearest}"?',
    "config.outside_choice_near.remedy": "Cách xử lý: Sửa lựa chọn đó; xem các lựa chọn của kế hoạch: lacduong-kpi plan show",
}
