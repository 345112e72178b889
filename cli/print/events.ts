/** `--json`: what is told while revisions run, one object a line, on stderr. */

import type { Progress } from '../../src/index';

/** `{"event":"operation","direction":"upgrade","revision":"cfcc4fd02d18","operation":"createTable","on":"votes","milliseconds":3}` */
export function eventText(progress: Progress): string {
  return JSON.stringify({ event: progress.event, ...stepOf(progress), ...restOf(progress) });
}

function stepOf(progress: Progress): object {
  if (!('step' in progress)) return {};
  const { direction, revision } = progress.step;
  return { direction, revision: revision.id };
}

function restOf(progress: Progress): object {
  switch (progress.event) {
    case 'waiting':
      return { holder: progress.holder };
    case 'started':
      return { index: progress.index, total: progress.total };
    case 'resumed':
      return { finished: progress.finished, total: progress.total };
    case 'blocked': {
      const { blockers, tries, of, pause } = progress;
      return { blockers, tries, of, pause };
    }
    case 'operation':
      return { ...operationOf(progress.operation), milliseconds: Math.round(progress.milliseconds) };
    case 'batch':
      return { ...operationOf(progress.operation), rows: progress.rows, about: progress.about };
    case 'done':
      return { current: progress.current, milliseconds: Math.round(progress.milliseconds) };
  }
}

/** Its name, and on what it is done, where that has one. */
function operationOf({ name, args: [first] }: Extract<Progress, { event: 'operation' }>['operation']): object {
  return { operation: name, ...(typeof first === 'string' && name !== 'execute' ? { on: first } : {}) };
}
