import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryColumn() name: string;
  @Column({ type: 'uuid' }) @Generated('uuid') token: string;
}
