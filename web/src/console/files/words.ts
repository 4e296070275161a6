import { teach } from "@/words/words";
import en from "../../../messages/en/files.json";
import zh from "../../../messages/zh/files.json";

teach({ zh, en });
