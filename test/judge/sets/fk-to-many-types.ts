import { Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class ByUuid {
  @PrimaryGeneratedColumn('uuid') id: string;
}

@Entity()
class ByBig {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
}

@Entity()
class ByText {
  @PrimaryColumn({ type: 'varchar', length: 30, collation: 'C' }) id: string;
}

@Entity()
class ByNumeric {
  @PrimaryColumn({ type: 'numeric', precision: 12, scale: 3 }) id: string;
}

@Entity()
class Everything {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => ByUuid) uuid: ByUuid;
  @ManyToOne(() => ByBig) big: ByBig;
  @ManyToOne(() => ByText) text: ByText;
  @ManyToOne(() => ByNumeric) numeric: ByNumeric;
}

export default defineSet({
  shows: 'join columns that take type, length, precision and collation from what they refer to',
  entities: [ByUuid, ByBig, ByText, ByNumeric, Everything],
});
