/** The official generator, which brings no types. Only what the tests use. */
declare module 'tls-sig-api-v2/TLSSigAPIv2.js' {
  export class Api {
    constructor(sdkAppId: number, key: string);
    genUserSig(userId: string, expire: number): string;
    genPrivateMapKey(userId: string, expire: number, roomId: number, privileges: number): string;
    genPrivateMapKeyWithStringRoomID(
      userId: string,
      expire: number,
      roomId: string,
      privileges: number,
    ): string;
    _hmacsha256(userId: string, time: number, expire: number, userBuffer: string | null): string;
  }
}
