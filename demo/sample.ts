/**
 * `npm run sample`: writes the sample's revisions again, each by autogen itself from the entities of its time, and puts
 * them into `migrations/`, or into the folder that is given.
 *
 * Each stage is a process of its own, because a module that was loaded once stays loaded.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { revision, upgrade } from 'typeorm-autogen';
import { embeddedOnly } from './environment';
import { makeProject, removeProject } from './project';
import { stageEntities, stages } from './stages';

function writeSample(checkout: string, target: string): void {
  const project = makeProject(checkout);
  try {
    for (const [index, stage] of stages.entries()) {
      stageEntities(stage, checkout, project);
      const { status } = spawnSync(process.execPath, [__filename, '--stage', String(index)], {
        cwd: project,
        env: embeddedOnly(),
        stdio: 'inherit',
      });
      if (status !== 0) throw new Error(`the revision "${stage.message}" could not be written`);
    }
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    cpSync(join(project, 'migrations'), target, { recursive: true });
  } finally {
    removeProject(project);
  }
}

async function writeStage(index: number): Promise<void> {
  const { message, revId, createDate } = stages[index]!;
  const { outcome } = await revision({ message, revId, createDate });
  if (outcome !== 'written') throw new Error(`nothing was written: ${outcome}`);
  await upgrade({});
}

const [first = 'migrations', second] = process.argv.slice(2);
if (first === '--stage') void writeStage(Number(second));
else writeSample(process.cwd(), resolve(first));
