import { Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Exclusion('USING gist (span WITH &&)')
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column('int4range') span: string;
}
