import { Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Exclusion('xcl', 'USING gist (span WITH &&)')
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'int4range', nullable: true }) span: string;
  @Column({ default: false }) off: boolean;
}
