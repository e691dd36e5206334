/** 中文：录制流量，从拖入文件到恢复随机流量。 */
import type { tape as tapeShape } from '../en/tape.ts';

export const tape: typeof tapeShape = {
  button: '重放日志…',
  buttonHelp: '用网站服务器的访问日志代替随机产生的流量。也可以把文件拖到页面任意位置。',
  drop: '把网站服务器的访问日志拖到这里',
  dropHelp: '也可以是 CSV 录制流量（offset,class,key,client）或保存过的运行。至多 50 MB，文件不会离开本机。',
  cancel: '取消',
};
