import { Check, Entity, Index, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum Kind {
  A = 'a',
  B = 'b',
}

@Entity()
@Index(['kind', 'number'])
@Check('chk_kind', `kind <> 'b'`)
class Part {
  @PrimaryColumn({ type: 'enum', enum: Kind, enumName: 'part_kind' }) kind: Kind;
  @PrimaryColumn() number: number;
}

@Entity()
class Use {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Part) part: Part;
}

export default defineSet({
  shows: 'an enum inside a primary key, an index, a check and a foreign key',
  entities: [Part, Use],
});
