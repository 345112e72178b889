import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Item {
  @Column({ unique: true }) id: number;
  @PrimaryColumn() code: string;
}
