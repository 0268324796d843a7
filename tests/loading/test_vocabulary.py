"""The shipped words by which contracts are recognised, and what is refused in such files."""

from __future__ import annotations

from collections import Counter

import pytest

from sharedcli.drafting.lexicon import Elsewhere, NotMeant, lexicon
from sharedcli.drafting.phrases import Text
from sharedcli.errors import PackageDataError
from sharedcli.loading.services import services
from sharedcli.loading.vocabulary import read_vocabulary, vocabulary

PRODUCTS = (
    "{products: [{name: iTrent, services: [payroll], ordinary: true}], suppliers: [{name: MHR, only: [payroll]}]}"
)
ICT = "{words: [software, on], cpv_ict: {'03': software}, equipment: {printing: [printers]}}"


def test_every_service_can_be_recognised() -> None:
    """By its own words, and but for the two without any by a product."""
    sold = {service for product in vocabulary().products for service in product.services}
    assert set(services()) - sold == set()
    assert [key for key, service in services().items() if not (service.systems or service.words)] == []
    assert [key for key, service in services().items() if not service.hints and key != "payroll"] == []


def test_no_phrase_means_a_service_and_something_else() -> None:
    """One that did would be read as both; a longer phrase is how an exception is made."""
    both = []
    for key, service in services().items():
        for phrase in (*service.systems, *service.words, *service.hints):
            (found,) = lexicon().meanings.found(Text.of(phrase).words)
            if any(isinstance(meaning, Elsewhere | NotMeant) for meaning in found.meanings):
                both.append((key, phrase))
    assert both == []


def test_no_phrase_of_a_service_is_stated_twice_for_it() -> None:
    for key, service in services().items():
        phrases = Counter(Text.of(each).words for each in (*service.systems, *service.words, *service.hints))
        assert [phrase for phrase, times in phrases.items() if times > 1] == [], key


def test_each_name_is_one_product_and_each_supplier_stands_once() -> None:
    names = Counter(Text.of(name).words for product in vocabulary().products for name in {product.name, *product.names})
    assert [name for name, times in names.items() if times > 1] == []
    sellers = Counter(Text.of(seller.name).words for seller in vocabulary().sellers)
    assert [name for name, times in sellers.items() if times > 1] == []
    assert [seller.name for seller in vocabulary().sellers if seller.only and seller.mostly] == []


def test_what_was_seen_is_said_in_a_known_word() -> None:
    words = vocabulary()
    seen = {product.seen for product in words.products} | {seller.seen for seller in words.sellers}
    assert seen == {"", "councils", "notices"}
    assert [product.name for product in words.products if set(product.services) & set(product.modules)] == []


def test_no_code_is_of_ict_and_of_other_goods() -> None:
    words = vocabulary()
    for ict in words.cpv_ict:
        assert [other for other in words.cpv_other if ict.startswith(other) or other.startswith(ict)] == [], ict


def test_services_that_no_description_names_are_services() -> None:
    assert set(vocabulary().not_from_descriptions) <= set(services())


def test_nothing_is_guessed() -> None:
    words = read_vocabulary(PRODUCTS, ICT)
    assert words.words == ("software", "on")
    assert words.cpv_ict == {"03": "software"}
    assert words.products[0].ordinary
    assert not words.sellers[0].ordinary
    assert words.equipment["printing"] == ("printers",)
    with pytest.raises(TypeError):
        words.cpv_ict["72"] = "services"  # type: ignore[index]


@pytest.mark.parametrize(
    ("products", "ict", "says"),
    [
        ("products: [", ICT, "products.yaml is not YAML"),
        (PRODUCTS, "[]", "ict.yaml: the file is not a group"),
        ("{products: [{services: [payroll]}], suppliers: []}", ICT, "products is not a list of entries with a name"),
        (PRODUCTS.replace("suppliers: [", "supplers: ["), ICT, "nobody reads: supplers"),
        (PRODUCTS.replace("services: [payroll]", "services: [pay]"), ICT, "iTrent names services .*: pay"),
        (PRODUCTS.replace("services: [payroll]", "services: []"), ICT, "iTrent names no service"),
        (PRODUCTS.replace("services: [payroll]", "service: [payroll]"), ICT, "iTrent has fields nobody reads: service"),
        (PRODUCTS.replace("true", "maybe"), ICT, "iTrent ordinary is neither"),
        (PRODUCTS.replace("only: [payroll]", "only: payroll"), ICT, "MHR is not a list"),
        (PRODUCTS, ICT.replace("words: [software, on]", "words: software"), "words is not a list"),
        (PRODUCTS, ICT.replace("'03'", "x"), "cpv_ict is not a group of CPV codes"),
        (PRODUCTS, ICT.replace("{printing: [printers]}", "[printers]"), "equipment is not a group of lists"),
        (PRODUCTS, ICT.replace("words:", "wrods:"), "nobody reads: wrods"),
    ],
)  # fmt: skip
def test_a_bad_entry_is_refused(products: str, ict: str, says: str) -> None:
    with pytest.raises(PackageDataError, match=says):
        read_vocabulary(products, ict)
