// Attributes that only styles read.
import "vue";

declare module "vue" {
  interface TdHTMLAttributes {
    "data-head"?: string;
    "data-amount"?: string;
  }
}
