/** Bounds on everything that people hand in: a file, a link or a form can be wrong, but not large. */
export const limits = {
  components: 200,
  groups: 100,
  classes: 8,
  /** Of what people call a class. */
  labelLength: 24,
  /** Nodes of one replicated store: sentinels report them as bits of an int32. */
  storeNodes: 24,
  /** As written, and after groups are expanded. */
  links: 5_000,
  scheduleEntries: 1_000,
  logEntries: 10_000,
  nameLength: 80,
  questionLength: 90,
  commandLength: 200,
  /** Of a command line; a path is no longer on any system. */
  wordLength: 4_096,
  textBytes: 2 * 1024 * 1024,
  /** Levels of brackets in JSON. Files of ours have 8. */
  nesting: 64,
  seed: 4_294_967_295,
  /** The longest run, and so the latest command: one week. */
  runSeconds: 604_800,
  oneWayDelayMillis: 60_000,
  latencyMillis: 600_000,
  clientTimeoutMillis: 600_000,
  availability: 0.999999,
  /** `slow` multiplies service times by up to this. */
  slowFactor: 1_000,
  tape: {
    fileBytes: 50 * 1024 * 1024,
    /** A longer line counts as malformed: web servers bound the parts of a request far below this. */
    lineBytes: 32_768,
    requests: 1_000_000,
    keys: 262_144,
    clients: 262_144,
    /** Share of lines that may be malformed. */
    malformedRatio: 0.01,
    /** Latest offset of a CSV tape: one year. */
    offsetSeconds: 31_536_000,
    /** How far ahead of the reader's clock a log may be: other time zones, other clocks. */
    aheadSeconds: 86_400,
    speedupMin: 0.001,
    speedupMax: 1_000_000,
  },
} as const;

export const idPattern = /^[a-z][a-z0-9-]{0,31}$/;
export const classIdPattern = /^[a-z][a-z0-9-]{0,23}$/;
export const classIdAllowed = 'a lowercase letter, then up to 23 of a-z, 0-9, -';
export const idAllowed = 'a lowercase letter, then up to 31 of a-z, 0-9, -';
