/** English: recorded traffic, from the drop of a file to the way back. */
export const tape = {
  button: 'Replay a log…',
  buttonHelp:
    'Lets a web server’s access log arrive instead of drawn traffic. A file can also be dropped anywhere on the page.',
  drop: 'Drop a web server’s access log here',
  dropHelp:
    'Or a CSV tape (offset,class,key,client), or a run that was saved. Up to 50 MB. The file stays on this machine.',
  cancel: 'Cancel',
};
