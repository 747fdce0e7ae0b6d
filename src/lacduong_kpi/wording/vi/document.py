"""Faults of YAML files: what stands where, and what to do. One remedy holds for a whole file."""

_REMEDY = "Cách xử lý: Sửa các chỗ trên, rồi kiểm tra lại: {recheck}"
_AT = "  {file}:{line}:{column}  "

_FAULTS: dict[str, str] = {
    "document.alias": "Không dùng bí danh YAML (dấu *); ghi lại nội dung tại chỗ này.",
    "document.anchor": "Không dùng neo YAML (dấu &); bỏ dấu này.",
    "document.bad_character": "Có ký tự điều khiển không dùng được trong YAML.",
    "document.bad_colon": "Dấu hai chấm trong câu làm YAML hiểu sai; đặt cả câu trong ngoặc kép.",
    "document.bad_indent": "Dòng này thụt vào chưa khớp với các dòng cùng cấp.",
    "document.bad_start": "Giá trị không được bắt đầu bằng ký tự này (hoặc bằng phím Tab); "
    "thụt bằng dấu cách, đặt câu trong ngoặc kép.",
    "document.bad_value": 'Giá trị của "{key}" chưa đúng.',
    "document.duplicate_key": 'Khóa "{key}" đã có ở dòng {first}; mỗi khóa chỉ ghi một lần.',
    "document.key_not_text": "Khóa phải là chữ; đặt khóa trong ngoặc kép nếu là số hoặc ngày.",
    "document.merge": "Không dùng khóa gộp (<<); ghi đủ nội dung tại chỗ này.",
    "document.missing_key": 'Thiếu khóa "{key}".',
    "document.no_colon": "Thiếu dấu hai chấm sau khóa.",
    "document.no_such_day": "Ngày này không có thật.",
    "document.not_a_choice": "Phải ghi một trong các giá trị: {known}.",
    "document.not_a_mapping": "Tệp phải gồm các dòng dạng khóa: giá trị.",
    "document.not_finite": "Phải là số hữu hạn.",
    "document.not_utf8": "Không phải chữ UTF-8; lưu lại tệp với bảng mã UTF-8.",
    "document.number_too_long": "Số quá dài; đặt trong ngoặc kép nếu là mã số.",
    "document.open_quote": "Ngoặc kép hoặc ngoặc đơn mở ra mà chưa đóng.",
    "document.out_of_range": 'Số của "{key}" nằm ngoài khoảng cho phép.',
    "document.second_document": "Mỗi tệp chỉ có một tài liệu; bỏ dấu --- và phần sau nó.",
    "document.syntax": "Không đọc được theo quy tắc YAML ở chỗ này.",
    "document.tag": "Không dùng thẻ YAML (dấu !); bỏ thẻ này.",
    "document.too_deep": "Lồng nhau quá {limit} cấp.",
    "document.too_large": "Tệp lớn hơn {limit} byte.",
    "document.too_many": "Tệp có hơn {limit} giá trị.",
    "document.unknown_key": 'Không có khóa "{written}". Các khóa ở đây: {known}.',
    "document.unknown_key_near": 'Không có khóa "{written}". Có phải "{nearest}"?',
    "document.unknown_value": 'Không có giá trị "{written}". Các giá trị ở đây: {known}.',
    "document.unknown_value_near": 'Không có giá trị "{written}". Có phải "{nearest}"?',
    "document.want_date": '"{key}" phải là ngày, ghi dạng 2024-12-31.',
    "document.want_filled": '"{key}" không được để trống.',
    "document.want_flag": '"{key}" phải là true hoặc false.',
    "document.want_list": '"{key}" phải là danh sách, mỗi mục một gạch đầu dòng.',
    "document.want_mapping": '"{key}" phải gồm các dòng dạng khóa: giá trị.',
    "document.want_number": '"{key}" phải là số.',
    "document.want_text": '"{key}" phải là chữ.',
    "document.want_whole_number": '"{key}" phải là số nguyên không âm.',
}

WORDS: dict[str, str] = {
    "document.faults": 'tệp "{file}" có {count} chỗ chưa đúng.',
    "document.faults.remedy": _REMEDY,
    "document.more": "  và {count} chỗ nữa chưa nêu.",
    "document.more.remedy": _REMEDY,
    "document.missing": 'không tìm thấy tệp "{file}".',
    "document.missing.remedy": "Cách xử lý: Kiểm tra tên tệp và thư mục, rồi chạy lại.",
    "document.missing_near": 'không tìm thấy tệp "{file}".',
    "document.missing_near.remedy": "Cách xử lý: Kiểm tra tên và thư mục. "
    'Trong thư mục này có tên gần giống: "{nearest}".',
    "document.not_a_file": '"{file}" không phải là tệp.',
    "document.not_a_file.remedy": "Cách xử lý: Ghi đường dẫn tới một tệp YAML (.yaml).",
    "document.unreadable": 'không mở được tệp "{file}".',
    "document.unreadable.remedy": "Cách xử lý: Kiểm tra quyền đọc tệp, đóng chương trình đang "
    "giữ tệp, rồi chạy lại.",
} | {
    word: text
    for key, sentence in _FAULTS.items()
    for word, text in ((key, _AT + sentence), (f"{key}.remedy", _REMEDY))
}
