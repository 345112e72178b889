import { Column, Entity, Exclusion, PrimaryColumn } from 'typeorm';

@Entity()
@Exclusion('XCL_booking', 'USING gist (during WITH &&) WHERE (cancelled = false)', { deferrable: 'INITIALLY DEFERRED' })
export class Booking {
  @PrimaryColumn() id: number;
  @Column('tsrange') during: string;
  @Column({ default: false }) cancelled: boolean;
}
