/** 输入被拒时的「允许范围」由引擎与场景以英文短语给出；这里换成中文，认不出的原样保留。 */
const phrases: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/, a whole number\b/g, '，整数'],
  [
    /^an access log \(common or combined format\) or a CSV tape, up to 50 MB$/,
    'access log（common 或 combined 格式）或 CSV 录制流量，至多 50 MB',
  ],
  [
    /^at most 1 % malformed lines \((\d+) of (\d+) are\); a line reads /,
    '格式不对的行至多 1 %（$2 行中有 $1 行）；每行应为 ',
  ],
  [/, or a CSV tape that begins with (\S+)$/, '，或以 $1 开头的 CSV 录制流量'],
  [/^(offset,class,key,client), such as /, '$1，例如 '],
  [/ \(a day from now\)$/, '（从现在起一天之内）'],
  [/^the file (.+) with content hash /, '文件 $1，内容哈希 '],
  [/^no drawn traffic while a tape is played; only /, '重放录制流量时不随机产生流量；只有 '],
  [/: a run lasts up to /, '：一次运行至多 '],
  [/, as the scenario's tape says$/, '，与场景中的录制流量一致'],
  [/, as read from the file$/, '，即文件中读到的数目'],
  [/; at least 1ms$/, '；至少 1ms'],
  [/^less than the tape, /, '短于录制流量的时长 '],
  [/^one file$/, '一个文件'],
  [/^a file that this browser can read$/, '此浏览器能读取的文件'],
  [/ bytes$/, ' 字节'],
  [/ per second\b/g, ' 每秒'],
  [/^one of /, '以下之一：'],
  [/^no change after the run began$/, '运行开始后不可更改'],
  [/^at most /, '至多 '],
  [/ characters$/, ' 个字符'],
  [/^(\S+) can suffer: /, '$1 可以承受：'],
  [/^a link: /, '已有的连接：'],
  [
    /^a time: a number and a unit: us, ms, s, m, h; at most 168h$/,
    '时间：数字加单位 us、ms、s、m、h，至多 168h',
  ],
  [/^a number and a unit: us, ms, s, m, h; at most 168h(?=$|；)/, '数字加单位 us、ms、s、m、h，至多 168h'],
  [/^only with (--[a-z-]+)$/, '仅与 $1 同用'],
  [/^at least /, '至少 '],
  [/^what a component can suffer$/, '组件可以承受的故障'],
  [/^JSON text$/, 'JSON 文本'],
  [/^a run that can be opened$/, '可以打开的运行'],
  [/^a branch before it$/, '在它之前的分支'],
  [/^one of branches$/, '已有的分支之一'],
  [/^used once$/, '只用一次'],
  [/\(none\)/g, '（无）'],
  [/\(the file was made by a newer Nines\)/, '（文件由更新版本的 Nines 生成）'],
];

export function allowedInChinese(allowed: string): string {
  return phrases.reduce((text, [english, chinese]) => text.replace(english, chinese), allowed);
}
