import { Check, Column, Entity, Exclusion, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity()
@Unique('UQ_x', ['code', 'n'])
@Index('IX_x', ['code'], { where: `code <> ''` })
@Check('CHK_x', `length(code) < 100`)
@Exclusion('XCL_x', 'USING gist (code WITH =, span WITH &&)')
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'varchar', length: 20, comment: 'c', default: 'x' }) code: string;
  @Column({ default: 1 }) n: number;
  @Column({ type: 'int4range', nullable: true }) span: string;
}
