"""Photos are cut into tiles, and their boxes with them."""

from PIL import Image

from engine.catalogue.samples.tiles import TILE_SIDE, cut, tile_of
from engine.catalogue.samples.trees import voc_boxes
from engine.geometry.types import Bounds, Box


def test_tiles_end_at_the_border_and_slivers_are_left_out():
    bounds = [tile.bounds for tile in cut(1249, 1035, (), TILE_SIDE)]
    assert len(bounds) == 9
    assert bounds[0] == Bounds(0, 0, 400, 400)
    assert bounds[-1] == Bounds(800, 800, 1200, 1035)


def test_boxes_are_in_the_tiles_own_pixels():
    tiles = cut(800, 400, (Box(450, 20, 500, 60),), TILE_SIDE)
    assert [tile.boxes for tile in tiles] == [(), (Box(50, 20, 100, 60),)]


def test_box_on_a_border_stays_where_enough_of_it_is():
    # 28 of 100 columns in the first tile, 72 in the second.
    tiles = cut(800, 400, (Box(372, 0, 472, 50),), TILE_SIDE)
    assert [tile.boxes for tile in tiles] == [(), (Box(0, 0, 72, 50),)]
    tiles = cut(800, 400, (Box(370, 0, 470, 50),), TILE_SIDE)
    assert [tile.boxes for tile in tiles] == [(Box(370, 0, 400, 50),), (Box(0, 0, 70, 50),)]


def test_overlapping_tiles_show_a_box_twice():
    tiles = cut(660, 400, (Box(300, 0, 350, 50),), step=260)
    assert [tile.boxes for tile in tiles] == [(Box(300, 0, 350, 50),), (Box(40, 0, 90, 50),)]


def test_picture_of_a_tile_has_its_pixels():
    photo = Image.new("RGB", (800, 400))
    photo.putpixel((450, 20), (255, 0, 0))
    tile = cut(800, 400, (), TILE_SIDE)[1]
    assert tile_of(photo, tile).getpixel((50, 20)) == (255, 0, 0)


def test_voc_pixels_count_from_one_and_include_the_last():
    xml = b"""<annotation><object><name>Tree</name><bndbox>
        <xmin>1</xmin><ymin>11</ymin><xmax>40</xmax><ymax>20</ymax>
    </bndbox></object></annotation>"""
    assert voc_boxes(xml) == (Box(0, 10, 40, 20),)
