import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'uuid', default: () => 'uuid_in(md5(random()::text)::cstring)' }) value: unknown;
}
