/** 中文：底部面板，屏幕放不下并排面板时使用。 */
import type { sheet as shape } from '../en/sheet.ts';

export const sheet: typeof shape = {
  title: '面板',
  tabs: { story: '经过', try: '试试', faults: '故障', details: '详情', traffic: '流量' },
  metrics: '指标',
  time: '时间与分支的更多操作',
  larger: '升高面板',
  smaller: '降低面板',
  moreFaults: '全部故障',
};
