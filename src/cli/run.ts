/** The headless runner without the machine around it: arguments in, texts and an exit code out. */
import { plainJson, plainLines, plainText } from '../base/plain-text.ts';
import type { InputProblem } from '../base/result.ts';
import '../i18n/both.ts';
import type { Language } from '../i18n/language.ts';
import { reportText } from '../i18n/report-text.ts';
import { laterTextsOf, textsOf } from '../i18n/texts.ts';
import { listed, shownValue } from '../scenario/problem-text.ts';
import { compareTrace } from '../scenario/recorded-trace.ts';
import { isTemplateId, templateIds, templates } from '../scenario/templates/index.ts';
import { languageOf, parseArguments } from './arguments.ts';
import { createKillJob, type KillJob, prepareKills } from './kill-each.ts';
import { type CreateEngine, simulate } from './outcome.ts';
import { prepare } from './prepare.ts';
import { reportJson } from './report-json.ts';
import { reportForPeople } from './report-text.ts';

export interface CliResult {
  readonly exitCode: 0 | 1 | 2 | 130;
  readonly out: string;
  readonly error: string;
}

/** Long work, in steps of well under a second. */
export interface Work {
  /** The result, once there is one. */
  advance(): CliResult | undefined;
  progressLine(): string;
  /** What there is so far. */
  stop(): CliResult;
}

/**
 * 0 = done, 1 = the simulation stopped itself, 2 = the input was refused; in both nothing is on standard output.
 * 130 = long work was stopped by its user; then standard output holds what was complete.
 */
export function run(argv: readonly string[], createEngine: CreateEngine): CliResult {
  const begun = begin(argv, createEngine);
  if (!('advance' in begun)) return begun;
  for (;;) {
    const result = begun.advance();
    if (result) return result;
  }
}

/** As `run`, but leaves long work to be driven by the caller. */
export function begin(argv: readonly string[], createEngine: CreateEngine): CliResult | Work {
  const language = languageOf(argv);
  try {
    const begun = beginIn(language, argv, createEngine);
    return 'advance' in begun ? begun : printable(begun);
  } catch (error) {
    return failed(error, language);
  }
}

function beginIn(language: Language, argv: readonly string[], createEngine: CreateEngine): CliResult | Work {
  const text = reportText[language];
  const refused = (problem: InputProblem): CliResult => ({
    exitCode: 2,
    out: '',
    error: `${text.problem(problem)}\n`,
  });
  const options = parseArguments(argv);
  if (!options.ok) return refused(options.problem);
  const { action, json, killEach } = options.value;
  if (action === 'help') return { exitCode: 0, out: text.usage, error: '' };
  if (action === 'list') return { exitCode: 0, out: templateList(language, json), error: '' };
  if (action === 'print') return printed(options.value.scenario, refused);
  if (killEach) {
    const kills = prepareKills(options.value, killEach);
    if (!kills.ok) return refused(kills.problem);
    return workOn(createKillJob(kills.value, createEngine, language, json), language);
  }
  const prepared = prepare(options.value);
  if (!prepared.ok) return refused(prepared.problem);
  try {
    const outcome = simulate(prepared.value, createEngine);
    if (!outcome.ok) return refused(outcome.problem);
    const report = json ? reportJson : reportForPeople;
    const difference = compareTrace(prepared.value.recorded ?? {}, outcome.value.traceHash);
    const told = difference && laterTextsOf(language).words.notices.runDiffers(difference.otherPhysics);
    return { exitCode: 0, out: report(outcome.value, language), error: told ? `${told}\n` : '' };
  } catch (error) {
    return broken(error, language);
  }
}

function templateList(language: Language, json: boolean): string {
  const { scenarios } = textsOf(language).screen;
  if (json) return `${plainJson({ templates: templateIds.map((id) => ({ id, text: scenarios[id] })) })}\n`;
  const width = Math.max(...templateIds.map((id) => id.length)) + 2;
  const lines = templateIds.map((id) => `  ${id.padEnd(width)}${scenarios[id]}\n`);
  return `${reportText[language].templates}\n${lines.join('')}`;
}

/** A template as the file that a person begins their own scenario with. */
function printed(name: string | undefined, refused: (problem: InputProblem) => CliResult): CliResult {
  if (name !== undefined && isTemplateId(name))
    return { exitCode: 0, out: `${plainJson(templates[name])}\n`, error: '' };
  const value = name === undefined ? '(missing)' : shownValue(name);
  return refused({ path: 'scenario', value, allowed: listed(templateIds) });
}

/** Names in a scenario are anybody's text; a terminal must not obey them. */
function printable({ exitCode, out, error }: CliResult): CliResult {
  return { exitCode, out: plainLines(out), error: plainLines(error) };
}

const messageOf = (error: unknown): string =>
  plainText((error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' '));

function broken(error: unknown, language: Language): CliResult {
  return { exitCode: 1, out: '', error: `${reportText[language].broke(messageOf(error))}\n` };
}

/** Anything that nobody thought of: one line, not a stack trace. */
export function failed(error: unknown, language: Language): CliResult {
  return { exitCode: 1, out: '', error: `${reportText[language].failed(messageOf(error))}\n` };
}

function workOn(job: KillJob, language: Language): Work {
  const stop = (): CliResult => {
    const { out, stopped } = job.result();
    return printable(
      stopped === undefined ? { exitCode: 0, out, error: '' } : { exitCode: 130, out, error: `${stopped}\n` },
    );
  };
  return {
    advance() {
      try {
        return job.advance() ? stop() : undefined;
      } catch (error) {
        return broken(error, language);
      }
    },
    progressLine: () => job.progressLine(),
    stop,
  };
}
