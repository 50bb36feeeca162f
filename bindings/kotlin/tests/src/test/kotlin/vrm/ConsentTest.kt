package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A consent, its record, the vendor's receipt, and what a receipt claims beyond it. */
class ConsentTest {
    private val issuer = Issuer(
        Contact(
            "Data protection office",
            PostalAddress(street = "1 Example Street", locality = "Lyon", postalCode = "69001", country = "FR"),
            "privacy@clinic.example",
            "+33-1-23-45-67-89",
            "https://clinic.example/",
        ),
        listOf("FR"),
        "https://clinic.example/rights",
        "https://clinic.example/policy/1",
    )

    private fun Met.consent(process: UInt, data: String) = person.consent(with, agreement, process, data, now = NOW)

    @Test
    fun `nobody consents to what does not wait for it, or twice`() = clinic().shows { met ->
        met.unchanged {
            fails<VrmException>("state-nothing-pending") { met.consent(9u, "pd:Prescription") }
            fails<VrmException>("state-nothing-pending") { met.consent(0u, "pd:Name") }
            fails<VrmException.NotFound>("state-no-such-agreement") {
                met.person.consent(met.with, "9".repeat(64), 0u, "pd:Prescription", now = NOW)
            }
        }
        met.consent(0u, "pd:Prescription")
        fails<VrmException>("state-consented-already") { met.consent(0u, "pd:Prescription") }
    }

    @Test
    fun `marked data may be used once it is consented to, and no longer than that`() = clinic().shows { met ->
        fun mayCare() = met.person.decide(met.vendor, request("dpv:CustomerCare", "pd:Prescription"), NOW)
        assertTrue(mayCare() is Decision.Deny)
        assertEquals(2, met.view { it.relationship(met.with) }.waiting.size)
        val consent = met.consent(0u, "pd:Prescription").saidId()
        met.carry()
        assertTrue(mayCare() is Decision.Permit)
        val given = met.view { it.consent(met.with, consent) }!!
        assertEquals(ConsentStatus.GIVEN, given.status)
        val record = given.record!!
        assertEquals(record, consentRecordParse(record.json.toByteArray()))
        assertEquals(record, consentRecordNew(record.facts))
        met.person.withdraw(met.with, met.agreement, WhichGrants.These(listOf(given.grant)), now = NOW)
        assertTrue(mayCare() is Decision.Deny)
        assertEquals(ConsentStatus.WITHDRAWN, met.view { it.consent(met.with, consent) }!!.status)
    }

    @Test
    fun `a receipt is read in both forms, and holds no more than was agreed`() = clinic().shows { met ->
        met.consent(0u, "pd:Prescription")
        met.carry()
        fails<VrmException> {
            met.desk.issue(met.customer, met.agreement, issuer.copy(exercisedAt = ""), now = NOW)
        }.isOf("consent")
        val issued = met.desk.issue(met.customer, met.agreement, issuer, now = NOW).saidId()
        met.carry()
        val receipt = met.view { it.receipt(met.with, issued) }!!
        assertTrue(!receipt.refused && receipt.excess.isEmpty())
        assertEquals(2, receipt.record.facts.records.size)
        assertEquals(receipt.record, isoReceiptParse(receipt.record.json.toByteArray()))
        val kantara = receipt.kantara!!
        assertEquals(kantara, kantaraReceiptParse(kantara.json.toByteArray()))
        assertEquals(kantara, kantaraReceiptOf(receipt.record.json.toByteArray(), issuer.policy))
        assertTrue(kantaraExcessOver(kantara.json.toByteArray(), kantara.json.toByteArray()).isEmpty())
        assertNull(met.view { it.receipt(met.with, "1".repeat(64)) })

        val bundle = met.person.bundle(met.with, met.agreement)
        val findings = bundleVerify(bundle, NOW)
        assertEquals(met.agreement, findings.agreement)
        val said = findings.statements.filter { it.doubt == null && it.label == Label.VENDOR }
        assertTrue(said.any { (it.subject as? Subject.Message)?.read?.id == issued }, "$said")
        val changed = bundle.toString(Charsets.UTF_8).replaceFirst("CustomerCare", "CustomerCard").toByteArray()
        val doubted = runCatching { bundleVerify(changed, NOW) }
        assertTrue(doubted.isFailure || doubted.getOrThrow() != findings)
    }

    @Test
    fun `a receipt that claims more is told so, word by word`() = clinic().shows { met ->
        met.consent(0u, "pd:Prescription")
        met.carry()
        val issued = met.desk.issue(met.customer, met.agreement, issuer, now = NOW).saidId()
        met.carry()
        val facts = met.view { it.receipt(met.with, issued) }!!.record.facts
        val expected = met.view { it.records(met.with, met.agreement) }
        val wider = facts.copy(
            records = facts.records.map { record ->
                val processes = record.processes.map { it.copy(purpose = StatedWords.Known(listOf("dpv:Marketing"))) }
                record.copy(processes = processes)
            },
        )
        val found = excess(isoReceiptNew(wider).json.toByteArray(), null, expected, null)
        assertTrue(found.any { it.name == "purpose" && it.record == facts.records.first().id && it.process == 0u })
        assertTrue(found.all { it.sentence.english != it.sentence.french })
        assertTrue(excess(isoReceiptNew(facts).json.toByteArray(), null, expected, null).isEmpty())
        val none = facts.copy(records = listOf())
        fails<VrmException> { isoReceiptNew(none) }.isOf("consent")
    }

    @Test
    fun `what is no record and no receipt is refused`() {
        for (text in listOf("", "{", "{}", "[]", """{"a":1,"a":2}""", "\uFEFF")) {
            fails<VrmException> { consentRecordParse(text.toByteArray()) }
            fails<VrmException> { isoReceiptParse(text.toByteArray()) }
            fails<VrmException> { kantaraReceiptParse(text.toByteArray()) }
            fails<VrmException> { readReceipts(text.toByteArray()) }
        }
    }
}
