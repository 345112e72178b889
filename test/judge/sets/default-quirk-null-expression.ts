import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'varchar', nullable: true, default: () => 'NULL' }) nothing: string | null;
}

export default defineSet({
  shows: 'NULL given as an expression',
  entities: [Quirk],
  typeormSelfInconsistent: 'PostgreSQL stores no default for NULL',
});
