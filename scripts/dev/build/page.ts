// npm run page:build: the web page, where the service of this clone finds it.
import { buildPage, PAGE } from "./buildPage.ts";

await buildPage(PAGE);
