/** English: the sheet, which holds the panels where they cannot stand side by side. */
export const sheet = {
  title: 'Panels',
  tabs: { story: 'Story', try: 'Try', faults: 'Faults', details: 'Details', traffic: 'Traffic' },
  metrics: 'Metrics',
  time: 'More about time and branches',
  larger: 'Raise the panels',
  smaller: 'Lower the panels',
  moreFaults: 'All faults',
};
