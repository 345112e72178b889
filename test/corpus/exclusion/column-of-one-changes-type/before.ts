import { Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Exclusion('xcl', 'USING gist (span WITH &&, n WITH =)')
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'int4range', nullable: true }) span: string;
  @Column({ default: false }) off: boolean;
  @Column({ type: 'int', default: 1 }) n: number;
}
