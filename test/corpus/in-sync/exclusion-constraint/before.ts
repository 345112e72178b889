import { Column, Entity, Exclusion, PrimaryColumn } from 'typeorm';

@Entity()
@Exclusion('USING gist (room WITH =, during WITH &&)')
export class Booking {
  @PrimaryColumn() id: number;
  @Column() room: number;
  @Column('tsrange') during: string;
}
