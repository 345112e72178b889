/** Colour, or none. */

import { styleText } from 'node:util';

/** What a text means; the colours are decided here alone. */
export type Meaning = 'good' | 'bad' | 'changed' | 'moved' | 'quiet' | 'strong' | 'danger' | 'caution';

/** Marks a text by its meaning. */
export type Paint = (meaning: Meaning, text: string) => string;

type Format = Parameters<typeof styleText>[0];

const FORMATS: Readonly<Record<Meaning, Format>> = {
  good: 'green',
  bad: 'red',
  changed: 'yellow',
  moved: 'cyan',
  quiet: 'dim',
  strong: 'bold',
  danger: ['bold', 'red'],
  caution: 'yellow',
};

/** A painter that was told whether to use colour. */
export function painter(isColourful: boolean): Paint {
  return (meaning, text) => (isColourful ? styleText(FORMATS[meaning], text, { validateStream: false }) : text);
}
