import { Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ comment: 'all items' })
export class Item {
  @PrimaryGeneratedColumn() id: number;
}
