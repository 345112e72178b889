import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn({}) id: number;
}
@Entity()
export class Part {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Item) item: Item;
}
