import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Shape {
  @PrimaryColumn() id: number;
  @Column('point') a: string;
  @Column('line', { nullable: true }) b: string;
  @Column('lseg') c: string;
  @Column('box') d: string;
  @Column('path') e: string;
  @Column('polygon') f: string;
  @Column('circle') g: string;
}
