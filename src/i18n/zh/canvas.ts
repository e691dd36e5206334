/** 中文：画布的文字说明与表格。 */
import type { canvas as shape, WriteTakers } from '../en/canvas.ts';

function taking(takers: WriteTakers | undefined): string {
  if (takers === undefined) return '没有节点接受写入。';
  const { id, others, isElected } = takers;
  const old = isElected ? others : [id, ...others];
  const all = [
    isElected ? `${id} 接受写入` : '',
    old.length === 0 ? '' : `${old.join('、')} 仍以为自己是主库`,
  ];
  return `${all.filter((part) => part !== '').join('；')}。`;
}

export const canvas: typeof shape = {
  title: '运行中的系统',
  asTable: '以表格显示',
  asFlow: '以图显示',
  oneRequest: '跟踪单个请求',
  zoomIn: '放大',
  zoomOut: '缩小',
  zoomFit: '显示全图',
  tableCaption: '各节点：当前状态，最近至多 10 个整秒的负载',
  component: '节点',
  busy: '忙碌',
  describe: ({ healthy, components, trouble, primary, arrivalRate, failedPercent }) => {
    const states =
      trouble.length === 0
        ? `${components} 个节点全部正常。`
        : `${components} 个节点中 ${healthy} 个正常；${trouble.join('、')}。`;
    return `${states}${taking(primary)}每秒到达 ${arrivalRate} 个请求，最近至多 10 个整秒失败 ${failedPercent} %。`;
  },
};
