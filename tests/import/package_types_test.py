"""What package_types.py must notice: a package and a mapping are made up, and then spoiled in one place each."""
import contextlib
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import package_types  # noqa: E402

MODELS = {
    "package.json": '{"name": "shop-client", "version": "1.2.3"}',
    "dist/versions/v1/models/order.d.ts": """
        import { Line as Line } from './line';
        /** An order; { is no bracket here. */
        export interface Order extends Base {
            'id'?: number;
            'state'?: OrderStateConst;
            'lines'?: Array<Line> | null;
            'buyer'?: { 'name'?: string; 'phone'?: string; };
            'extra'?: { [key: string]: any | undefined; };
        }
        export declare const OrderStateConst: { readonly NUMBER_0: 0; readonly open: "open"; };
        export type OrderStateConst = typeof OrderStateConst[keyof typeof OrderStateConst];
        export interface Base { 'seller'?: number; }
        """.replace("extends Base ", ""),
    "dist/versions/v1/models/line.d.ts": """
        import { LineCount } from './line-count';
        export type Line = LineCount & { 'product': string; 'note': 'gift' | 'bulk'; };
        """,
    "dist/versions/v1/models/line-count.d.ts": "export interface LineCount { 'count'?: number; }",
    "dist/versions/v2/models/order.d.ts": "export interface Order { 'id'?: number; 'title'?: string; }",
    "lib/codegen/people/models/Person.d.ts": """
        export declare class Person {
            '_from': string;
            'kind': PersonKindEnum;
            static readonly discriminator: string | undefined;
            static getAttributeTypeMap(): { name: string; }[];
            constructor();
        }
        export declare enum PersonKindEnum { Human = "HUMAN", Queue = "QUEUE" }
        """,
    "lib/codegen/people/models/Person.js": '{ "name": "_from", "baseName": "from" }',
}

MAPPING = """
package: {name: shop-client, version: 1.2.3}
sources:
- source: orders
  type: v1/Order
  require: [id]
  ignore: [extra, buyer.phone]
  objects:
  - entity: order
    id: item.id
    when: item.state != 'open'
    fields:
      buyer: item.buyer.name
      state: {from: item.state, values: {0: new, open: open}}
      gifts: item.lines.filter(line, line.note == 'gift').map(line, line.count)
  - entity: line
    each: item.lines
    id: string(item.id) + '-' + string(index)
    fields:
      product: part.product
- source: people
  type: Person
  objects:
  - entity: person
    id: item.from
    when: item.kind == 'HUMAN'
- source: undeclared
  objects:
  - entity: thing
    id: item.anything.goes
"""


class Notices(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name, text in MODELS.items():
            path = self.folder / "package" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.listing = self.folder / "listing.json"

    def extract(self, mapping=MAPPING):
        (self.folder / "import.yaml").write_text(mapping, encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()) as out:
            complaints = package_types.extract(self.folder / "package", self.folder)
        self.listing.write_text(out.getvalue(), encoding="utf-8")
        return complaints

    def spoiled(self, before, after):
        """What is said of a mapping with one thing replaced, to the package and to its listing."""
        self.assertIn(before, MAPPING)
        self.assertEqual(self.extract(), [])
        (self.folder / "import.yaml").write_text(MAPPING.replace(before, after), encoding="utf-8")
        return "\n".join(package_types.check(self.folder, self.listing))

    def test_what_is_written_down(self):
        self.assertEqual(self.extract(), [])
        types = json.loads(self.listing.read_text())["types"]
        self.assertEqual(types["v1/OrderStateConst"], ["0", "open"])
        self.assertEqual(types["v1/Line"], {"count": "number", "note": '"gift"|"bulk"', "product": "string"})
        self.assertEqual(types["people/Person"], {"from": "string", "kind": "people/PersonKindEnum"})
        self.assertEqual(types["v1/Order"]["lines"], "v1/Line[]|null")
        self.assertNotIn("v2/Order", types)
        self.assertEqual(package_types.check(self.folder, self.listing), [])

    def test_members(self):
        self.assertIn("no member `naem`", self.spoiled("item.buyer.name", "item.buyer.naem"))
        self.assertIn("no member `prodct`", self.spoiled("part.product", "part.prodct"))
        self.assertIn("no member `cuont`", self.spoiled("line.count", "line.cuont"))
        self.assertIn("require: `v1/Order` has no member `idd`", self.spoiled("require: [id]", "require: [idd]"))
        self.assertIn("ignore: `v1/Order` has no member `else`", self.spoiled("ignore: [extra, buyer.phone]", "ignore: [extra, else]"))

    def test_lists(self):
        self.assertIn("is no list", self.spoiled("each: item.lines", "each: item.buyer"))

    def test_every_member_is_read_or_ignored(self):
        self.assertIn("`extra` is neither read nor ignored", self.spoiled("ignore: [extra, buyer.phone]", "ignore: []"))
        self.assertIn("`buyer.phone` is neither", self.spoiled("ignore: [extra, buyer.phone]", "ignore: [extra]"))
        self.assertIn("`lines.note` is neither", self.spoiled(
            "item.lines.filter(line, line.note == 'gift').map(line, line.count)", "null"))
        self.assertIn("`state` is read", self.spoiled("ignore: [extra, buyer.phone]", "ignore: [extra, state]"))

    def test_values(self):
        self.assertIn("`opne` is no value", self.spoiled("open: open", "opne: open"))
        self.assertIn("never is 'shut'", self.spoiled("item.state != 'open'", "item.state != 'shut'"))
        self.assertIn("never is 'gfit'", self.spoiled("line.note == 'gift'", "line.note == 'gfit'"))
        self.assertIn("never is 'PERSON'", self.spoiled("item.kind == 'HUMAN'", "item.kind == 'PERSON'"))

    def test_types(self):
        self.assertIn("there is no type `v3/Order`", self.spoiled("v1/Order", "v3/Order"))
        self.assertIn("`Order` may be `v1/Order` or `v2/Order`", self.extract(MAPPING.replace("v1/Order", "Order"))[0])

    def test_another_version(self):
        self.assertIn("the listing of", self.spoiled("version: 1.2.3", "version: 1.2.4"))

    def test_what_is_no_expression(self):
        self.assertIn("it ends too early", self.spoiled("item.buyer.name", "item.buyer.name +"))
        self.assertIn("there is no `itme`", self.spoiled("item.buyer.name", "itme.buyer.name"))
        self.assertIn("is left over", self.spoiled("item.buyer.name", "item.buyer.name name"))


if __name__ == "__main__":
    unittest.main()
