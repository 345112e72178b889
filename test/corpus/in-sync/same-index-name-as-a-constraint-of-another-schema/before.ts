import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity({ schema: 'app' })
@Unique('same_name', ['a'])
export class One {
  @PrimaryColumn() id: number;
  @Column() a: string;
}
@Entity()
@Index('same_name', ['a'])
export class Two {
  @PrimaryColumn() id: number;
  @Column() a: string;
}
