import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Shape {
  @PrimaryColumn() id: number;
  @Column('point') point: string;
  @Column('line') line: string;
  @Column('lseg') segment: string;
  @Column('box') box: string;
  @Column('path') path: string;
  @Column('polygon') polygon: string;
  @Column({ type: 'circle', nullable: true }) circle: string | null;
}

export default defineSet({ shows: "PostgreSQL's own geometric types", entities: [Shape] });
