import { Check, Column, Entity, Exclusion, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity()
@Unique('UQ_x', ['label', 'n'])
@Index('IX_x', ['label'], { where: `label <> ''` })
@Check('CHK_x', `length(label) < 100`)
@Exclusion('XCL_x', 'USING gist (label WITH =, span WITH &&)')
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'varchar', length: 40, comment: 'c', default: 'x' }) label: string;
  @Column({ default: 1 }) n: number;
  @Column({ type: 'int4range', nullable: true }) span: string;
}
