import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Unique(['tenant', 'code'])
class Product {
  @PrimaryGeneratedColumn() id: number;
  @Column() tenant: number;
  @Column({ length: 20 }) code: string;
}

@Entity()
class Stock {
  @PrimaryGeneratedColumn() id: number;

  @ManyToOne(() => Product)
  @JoinColumn([
    { name: 'tenant', referencedColumnName: 'tenant' },
    { name: 'product_code', referencedColumnName: 'code' },
  ])
  product: Product;
}

export default defineSet({ shows: 'a foreign key to a composite unique constraint', entities: [Product, Stock] });
