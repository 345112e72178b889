import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Invoice {
  @PrimaryColumn() id: number;
  @Column({ type: 'int', default: () => '1 + 2' }) sum: number;
  @Column({ type: 'text', default: () => "'a' || 'b'" }) joined: string;
  @Column({ type: 'timestamptz', default: () => "now() + interval '1 day'" }) due: Date;
  @Column({ type: 'int', default: () => 'CASE WHEN true THEN 1 ELSE 2 END' }) chosen: number;
  @Column({ type: 'date', default: () => "(now() AT TIME ZONE 'utc')::date" }) day: string;
}

export default defineSet({
  shows: 'expressions as defaults that PostgreSQL prints otherwise than they were written',
  entities: [Invoice],
  typeormSelfInconsistent: 'it compares the expression as text',
});
