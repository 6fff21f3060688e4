# What the library of an office says (crate tidu-library).
library-none = 这不是企业库文件。请选择由本程序保存的企业库文件（JSON）。
library-later = 这个企业库文件由更新版本的程序保存，本程序不能读取，也没有改动。请换用更新的程序打开。
library-damaged = 企业库文件第 { $line } 行附近已损坏或不完整，整个文件没有读入。请改用另一份备份。
library-too-large = 文件过大：企业库最多 { $most } 家企业。请分成几个企业库。
conflict = “{ $name }”已在另一个窗口改动，您的改动没有写入；两份都保留着。请对照后再改一次。
conflict-gone = 这家企业已在另一个窗口删除，您的改动没有写入，仍保留着。需要时请重新添加这家企业。
firm-name = 企业名称
firm-code = 统一社会信用代码
firm-street = 镇街
firm-officer = 特派员
firm-note = 备注
firm-visits = 走访记录
firm-day = 填报日期
firm-procedure = { $standard }的办理方式
firm-not-sure = 不确定
