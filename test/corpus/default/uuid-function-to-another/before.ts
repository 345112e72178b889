import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'uuid', default: () => 'gen_random_uuid()' }) value: unknown;
}
