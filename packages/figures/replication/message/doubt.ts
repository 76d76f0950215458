/** Why a slice is not believed. */
export interface Doubt {
  code: string;
  message: string;
}
