import { Column, Entity, ManyToOne, PrimaryGeneratedColumn, RelationId } from 'typeorm';
import { defineSet } from '../set';

@Entity({ orderBy: { name: 'ASC' } })
class Quiet {
  @PrimaryGeneratedColumn() id: number;
  @Column({ select: false, insert: false, update: false }) name: string;
  @Column({ unsigned: true }) size: number;
  @Column({
    type: 'text',
    transformer: { to: (value: Date) => value.toISOString(), from: (value: string) => new Date(value) },
  })
  day: Date;
  @ManyToOne(() => Quiet, { eager: false, cascade: true, orphanedRowAction: 'delete' }) parent: Quiet;
  @RelationId((quiet: Quiet) => quiet.parent) parentNumber: number;
}

export default defineSet({ shows: 'options that do not shape the schema', entities: [Quiet] });
