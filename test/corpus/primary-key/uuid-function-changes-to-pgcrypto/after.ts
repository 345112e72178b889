import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column() name: string;
}
const options = { uuidExtension: 'pgcrypto' as const };

export { options };
