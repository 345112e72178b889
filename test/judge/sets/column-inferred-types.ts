import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Inferred {
  @PrimaryColumn() id: number;
  @Column() text: string;
  @Column() count: number;
  @Column() flag: boolean;
  @Column() moment: Date;
}

export default defineSet({
  shows: 'types taken from the decorator metadata that TypeScript emits',
  entities: [Inferred],
});
