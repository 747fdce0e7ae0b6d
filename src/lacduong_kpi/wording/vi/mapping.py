"""Faults of mapping files."""

_REMEDY = "Cách xử lý: Sửa các chỗ trên, rồi kiểm tra lại: {recheck}"
_AT = "  {file}:{line}:{column}  "

_FAULTS: dict[str, str] = {
    "mapping.header_turned": "Dòng đầu của tiêu đề ({first}) đứng sau dòng cuối ({last}). Ghi lại: [{last}, {first}].",
    "mapping.no_choices": 'Trường "{field}" không có danh sách giá trị; bỏ mục này.',
    "mapping.no_column": 'Không có cột "{written}". Nếu đó là tiêu đề của cột, ghi bằng chữ thường.',
    "mapping.unknown_field": 'Không có trường "{written}". Các trường: {known}.',
    "mapping.unknown_field_near": 'Không có trường "{written}". Có phải "{nearest}"?',
    "mapping.unknown_value": 'Không có giá trị "{written}". Các giá trị: {known}.',
    "mapping.unknown_value_near": 'Không có giá trị "{written}". Có phải "{nearest}"?',
}

WORDS: dict[str, str] = {
    word: text
    for key, sentence in _FAULTS.items()
    for word, text in ((key, _AT + sentence), (f"{key}.remedy", _REMEDY))
}
