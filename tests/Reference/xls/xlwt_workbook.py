# A workbook of Excel 97 to 2003 as Python's xlwt writes it (Debian python3-xlwt), with the cells that were put into it.
import base64, datetime, io, json, platform
import xlwt

book = xlwt.Workbook(encoding="utf-8")
ledger = book.add_sheet("台账")
day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
rows = [
    ["社区", "金额", "日期", "已付", "说明"],
    ["东风社区", 12345.67, datetime.date(2019, 3, 1), True, "路面维修"],
    ["北街", 9007199254740993, datetime.date(1960, 1, 1), False, ""],
    ["", 0.1, datetime.date(2024, 2, 29), True, "two words, a comma"],
]
for r, row in enumerate(rows):
    for c, cell in enumerate(row):
        if cell == "":
            continue
        ledger.write(r + 1, c, cell, day) if isinstance(cell, datetime.date) else ledger.write(r + 1, c, cell)
other = book.add_sheet("second")
other.write(0, 0, "n")
for r in range(40):
    other.write(r + 1, 0, r)
stream = io.BytesIO()
book.save(stream)
# What a reader of cells sees; 9007199254740993 is the double 9007199254740992.
seen = [[cell.isoformat() if isinstance(cell, datetime.date) else ("TRUE" if cell else "FALSE") if isinstance(cell, bool) else repr(float(cell)) if isinstance(cell, (int, float)) else cell for cell in row] for row in rows]
json.dump({"python": platform.python_version(), "xlwt": xlwt.__VERSION__, "bytes": base64.b64encode(stream.getvalue()).decode(), "sheet": "台账", "rows": seen}, open("xlwt_workbook.json", "w", encoding="utf-8"), ensure_ascii=False, indent=1)
