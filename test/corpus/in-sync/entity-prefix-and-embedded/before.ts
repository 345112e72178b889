import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

export class Address {
  @Column() street: string;
  @Index() @Column({ nullable: true }) zip: string;
}
@Entity()
export class Person {
  @PrimaryGeneratedColumn() id: number;
  @Column(() => Address) home: Address;
  @Column(() => Address, { prefix: 'work' }) office: Address;
}
const options = { entityPrefix: 'app_' };

export { options };
