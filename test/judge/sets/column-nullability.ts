import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Form {
  @PrimaryColumn() id: number;
  @Column() required: string;
  @Column({ nullable: false }) stated: string;
  @Column({ type: 'varchar', nullable: true }) optional: string | null;
  @Column({ type: 'varchar', default: null }) nullByDefault: string | null;
  @Column({ nullable: true, default: 'x' }) optionalWithDefault: string;
}

export default defineSet({
  shows: 'NOT NULL and nullable columns; a default of null makes a column nullable',
  entities: [Form],
});
