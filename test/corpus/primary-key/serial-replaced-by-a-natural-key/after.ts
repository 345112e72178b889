import { Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Country {
  @PrimaryColumn() code: string;
}
